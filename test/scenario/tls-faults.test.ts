import { tlsExercises } from '../../src/lab/tls/exercises.ts';
import twins from '../vectors/study-faults.json' with { type: 'json' };
import { describeExercises, describeTwins } from './exercise-runs.ts';

describeTwins(twins.tls, tlsExercises);
describeExercises(tlsExercises);
