import { proxyExercises } from '../../src/lab/proxy/exercises.ts';
import twins from '../vectors/study-faults.json' with { type: 'json' };
import { describeExercises, describeTwins } from './exercise-runs.ts';

describeTwins(twins.proxy, proxyExercises);
describeExercises(proxyExercises);
