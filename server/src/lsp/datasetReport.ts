import { type DatasetReportAnswer, type DatasetReportParams, datasetReport } from '../shared/protocol';
import { guarded } from './guard';
import type { Registration } from './registration';
import type { Readings } from './reporting';

/** Tells the client what an open file holds and comes to; what that takes is loaded when it is first wanted. */
export const datasetReportRegistration: Registration = {
  capabilities: () => ({}),
  register(session) {
    const { connection } = session;
    const readings: Readings = new WeakMap();
    connection.onRequest(
      datasetReport,
      guarded<DatasetReportParams, DatasetReportAnswer>(
        connection,
        'datasetReport',
        { why: 'The report could not be made. The log of Exemplar may say why.' },
        async (params, token) => {
          const { datasetReportOf } = await import('./reporting');
          return datasetReportOf(session, params, readings, token);
        },
      ),
    );
  },
};
