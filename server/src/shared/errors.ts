export { reasonOf } from '../core/errors';
