import type { Directory } from '#document/layouts/directory.ts';
import { Live } from '../live.ts';

/** One part of a workspace as screens read it: again after every change of its document. */
export function follow<T extends Pick<Directory, 'doc'>>(part: T): Live<T> {
	return new Live({
		read: () => part,
		observe: (listener) => {
			part.doc.on('update', listener);
			return () => part.doc.off('update', listener);
		}
	});
}
