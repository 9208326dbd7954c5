import type { Obstacle } from '../lab/network/host-tools.ts';
import type { Context } from './context.ts';

/** Why there can be no practice network here. */
export function obstacleText({ texts }: Context, obstacle: Obstacle): string {
  const { obstacles } = texts.lab;
  switch (obstacle.kind) {
    case 'not-linux':
      return obstacles.notLinux;
    case 'not-root':
      return obstacles.notRoot;
    case 'tools-missing':
      return obstacles.toolsMissing(obstacle.tools.join(', '), obstacle.packages.join(' '));
    case 'not-permitted':
      return obstacles.notPermitted(obstacle.said);
  }
}
