import { type ConvertOffer, type ConvertParams, convertText } from '../shared/convertProtocol';
import { guarded } from './guard';
import type { Registration } from './registration';

/** Turns plain text into training lines for the client; what that takes is loaded when it is first wanted. */
export const convertRegistration: Registration = {
  capabilities: () => ({}),
  register(session) {
    const { connection } = session;
    connection.onRequest(
      convertText,
      guarded<ConvertParams, readonly ConvertOffer[]>(connection, 'convertText', [], async (params, token) => {
        const { offersFor } = await import('./converting');
        return offersFor(session, params, token);
      }),
    );
  },
};
