export { readExample } from '../core/fileOps/exampleLine';
export { parseQuery } from '../core/fileOps/query';
export { splitRows } from '../core/fileOps/splitRows';
export { transformRows } from '../core/fileOps/transformRows';
