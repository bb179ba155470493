import { causeText, type Log } from '../log.ts';
import { Eraser, type EraserEvent, type EraserPorts } from './eraser.ts';

/** The eraser of a relay, which tells its log. */
export function startEraser(ports: Omit<EraserPorts, 'nowMs' | 'report'>, log: Log): Eraser {
	return new Eraser({ ...ports, nowMs: Date.now, report: (event) => tell(log, event) });
}

function tell(log: Log, event: EraserEvent): void {
	switch (event.kind) {
		case 'erased':
			return log('info', { event: event.kind });
		case 'not-erased':
			return log('error', { event: event.kind, cause: causeText(event.cause) });
		case 'still-named':
		case 'not-rewritten':
			return log('warning', { event: event.kind, kinds: event.where.join(' ') });
	}
}
