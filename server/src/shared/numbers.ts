export { counted, grouped } from '../core/numbers';
