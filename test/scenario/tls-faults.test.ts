import { tlsExercises } from '../../src/lab/tls/exercises.ts';
import { describeExercises } from './exercise-runs.ts';

describeExercises(tlsExercises);
