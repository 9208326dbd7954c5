import { proxyExercises } from '../../src/lab/proxy/exercises.ts';
import { describeExercises } from './exercise-runs.ts';

describeExercises(proxyExercises);
