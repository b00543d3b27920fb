import type * as vscode from 'vscode';
/** A file's name as its tab shows it. */
export declare function fileName(uri: vscode.Uri): string;
