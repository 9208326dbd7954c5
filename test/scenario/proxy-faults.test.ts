import { proxyExercises } from '../../src/lab/proxy/exercises.ts';
import { describeExercises } from './exercise-runs.ts';

// A poll that heeded the environment would end here: nothing listens there, and only the settings are to count.
process.env['HTTPS_PROXY'] = 'http://127.0.0.1:1';
process.env['HTTP_PROXY'] = 'http://127.0.0.1:1';

describeExercises(proxyExercises);
