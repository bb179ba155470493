import { type BurstAnswer, type BurstAsked, burst } from './claims.ts';
import { type CrowdAnswer, type CrowdAsked, crowd } from './crowd.ts';
import {
	type FillAsked,
	type JoinAnswer,
	type JoinAsked,
	type LookAsked,
	fill,
	join,
	look,
	release
} from './documents.ts';

/** Everything that the load generator can be asked to do. */
export interface Work {
	crowd(asked: CrowdAsked): Promise<CrowdAnswer>;
	fill(asked: FillAsked): Promise<void>;
	join(asked: JoinAsked): Promise<JoinAnswer>;
	release(asked: null): Promise<void>;
	look(asked: LookAsked): Promise<void>;
	burst(asked: BurstAsked): Promise<BurstAnswer>;
}

export type Task = keyof Work;
export type Asked<T extends Task> = Parameters<Work[T]>[0];
export type Answer<T extends Task> = Awaited<ReturnType<Work[T]>>;

export const work: Work = { crowd: (asked) => crowd(asked), fill, join, release, look, burst };
