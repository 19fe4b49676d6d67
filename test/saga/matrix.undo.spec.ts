/** The failure matrix on the way back. */
import { matrixSuite } from './matrix.js';

matrixSuite({ places: ['undo'] });
