/** The failure matrix on the way to a paid order. */
import { matrixSuite } from './matrix.js';

matrixSuite({ places: ['act', 'arrived'] });
