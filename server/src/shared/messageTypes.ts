/** What declares messages. One file alone imports it, because each that does has a copy made of the library's names at every start. */
export { NotificationType, RequestType } from 'vscode-languageserver-protocol';
