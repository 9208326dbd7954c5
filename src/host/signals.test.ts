import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { installLastResort, onSignals, type ProcessLike } from './signals.ts';

class FakeProcess extends EventEmitter implements ProcessLike {
  readonly exits: number[] = [];
  exit(code: number): void {
    this.exits.push(code);
  }
}

describe('a signal to stop', () => {
  it('asks once, and ends the process when it comes again', () => {
    const host = new FakeProcess();
    const asked: string[] = [];
    const remove = onSignals((signal) => asked.push(signal), host);
    host.emit('SIGTERM');
    expect([asked, host.exits]).toEqual([['SIGTERM'], []]);
    host.emit('SIGINT');
    expect(host.exits).toEqual([130]);
    remove();
    expect(host.eventNames()).toEqual([]);
  });
});

describe('a signal to read again', () => {
  it('stops nothing, however often it comes', () => {
    const host = new FakeProcess();
    const asked: string[] = [];
    onSignals(
      (signal) => asked.push(signal),
      host,
      () => asked.push('again'),
    );
    for (const signal of ['SIGHUP', 'SIGHUP', 'SIGTERM', 'SIGHUP']) host.emit(signal);
    expect([asked, host.exits]).toEqual([['again', 'again', 'SIGTERM', 'again'], []]);
  });
});

describe('what nobody caught', () => {
  it('is written as a bug, and the process exits with 70', () => {
    const host = new FakeProcess();
    const written: string[] = [];
    installLastResort((failure) => written.push(`${failure.message} [${failure.code}]`), host);
    host.emit('unhandledRejection', new TypeError('x is not a function'));
    host.emit('uncaughtException', new Error('while dying'));
    expect(written).toEqual(['nobody caught: TypeError: x is not a function [bug/unknown]']);
    expect(host.exits).toEqual([70]);
  });
  it('ends the process even when it cannot be written', () => {
    const host = new FakeProcess();
    installLastResort(() => {
      throw new Error('disk full');
    }, host);
    expect(() => host.emit('uncaughtException', 'a string')).toThrow('disk full');
    expect(host.exits).toEqual([70]);
  });
});
