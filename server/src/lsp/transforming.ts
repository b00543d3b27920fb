export { readExample } from '../core/fileOps/exampleLine';
export { refusalToMove } from '../core/fileOps/movable';
export { parseQuery } from '../core/fileOps/query';
export { splitRows } from '../core/fileOps/splitRows';
export { transformRows } from '../core/fileOps/transformRows';
