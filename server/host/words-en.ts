import type { HostWords } from './host-words.ts';

export const en: HostWords = {
	language: 'English',
	title: 'How is the server?',
	well: 'All is well.',
	wellNow:
		'All works now. Since the start something did go wrong: what it was, and what helps, stands below.',
	notWell: 'This needs your attention:',
	oneOfSeveral: 'This is about one of the servers: the one that answered you.',
	look: {
		folder: 'Make room on the disk, and check that the folder is still there (DATA_DIR).',
		database:
			'Check that the database runs, can be reached (DATABASE_URL) and has room on its disk.'
	},
	findings: {
		'not-keeping': (since) =>
			`Since ${since} nothing can be kept. Devices go on by themselves and send everything again later.`,
		'store-silent': () => 'The place where everything is kept does not answer.',
		'disk-nearly-full': (free) =>
			`The disk is nearly full: ${free} left. Make room; on a full disk nothing more is kept.`,
		'redis-away': () =>
			'Redis does not answer. Everything works, but news between servers comes up to a second later. Check that Redis runs (REDIS_URL).',
		'backup-old': (at) => `The last backup is of ${at}. Find out why none was made since.`,
		'backup-none': () =>
			'There is no backup in the folder of backups (BACKUP_FOLDER). Make one today.',
		'backup-folder': () =>
			'There is no folder of backups (BACKUP_FOLDER), or the server may not look into it. Check its name, and whose it is.',
		'backup-unreadable': () =>
			'The server may not read the files in the folder of backups (BACKUP_FOLDER). Make backups as the user that the server has.'
	},
	labels: {
		version: 'Version',
		since: 'Running since',
		keeping: 'Keeping',
		store: 'Database',
		room: 'Disk',
		backup: 'Last backup',
		devices: 'Connected devices',
		documents: 'Documents',
		redis: 'Redis'
	},
	keeps: 'Everything that devices send is kept.',
	failsSince: (when) => `It has failed since ${when}.`,
	nothingYet: 'There was nothing to keep yet since the start.',
	answers: 'Within reach.',
	silent: 'Does not answer.',
	ownFolder: 'None: everything lies in the server’s own folder.',
	used: (size) => `${size} used`,
	usedAndFree: (size, free) => `${size} used, ${free} free`,
	unknown: 'Not known.',
	backups: {
		none: 'None.',
		unknown: 'Not known. Say in BACKUP_FOLDER in which folder they lie.',
		'no-folder': 'Not known: the folder is not there, or can’t be read.',
		unreadable: 'Not known: the server may not read them.'
	},
	documentsKept: (kept, open) => `${kept} kept. Open now: ${open}, empty ones included.`,
	bus: {
		without: 'Not used: the servers ask the database every second.',
		carried: 'Within reach.',
		lost: 'Does not answer.'
	},
	tooManyTries: (minutes) =>
		`Too often a wrong password was given. Try again in ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}; until then the right one does not work either.`,
	log: {
		title: 'In the log since the start',
		empty: 'No errors or warnings.',
		times: (count, last) => (count === 1 ? `once, on ${last}` : `${count} times, last on ${last}`)
	},
	troubles: {
		'not-kept': 'Something could not be kept. Whoever sent it sends it again.',
		'not-opened': 'A document could not be read. The cause is in the log.',
		'not-folded':
			'A document could not be made shorter and stays as it is. The cause is in the log; its content does not change.',
		'not-read-on':
			'What another server wrote could not be read for a while. It is tried again by itself; look at the database if it keeps coming.',
		'row-set-aside':
			'There was a damaged row on the disk. It was set aside; devices that still have its content send it again. Have the disk checked.',
		'file-set-aside':
			'The disk had damaged a part of what is kept. What could be read was written into a new file; the damaged one lies beside it (*.damaged-1). Devices send again what they still have. Keep a copy, compare with the last backup, and have the disk checked.',
		'not-mended':
			'A damaged file could not be mended, for want of room or because somebody is reading it. The server works with it as it is and tries again at the next start. The cause is in the log; make room on the disk and have it checked.',
		'documents-missing':
			'There are initiatives, but not one document of them. If this is no new server, journal.sqlite is missing, or what stood in the database: stop the server and put that, or the last backup, back. Devices send again what they still have.',
		'accounts-silent': 'Who may come in could not be read or written. Whoever is in stays in.',
		'database-line-lost':
			'A connection to the database broke; another was opened. Look at the database if it happens often.',
		'bus-lost': 'Redis was away. Everything went on, a second slower between servers.',
		'client-borrowed':
			'A device wrote under the number of another and was sent away. If it happens often, withdraw that device.',
		'lane-parked':
			'A document takes too much work or cannot be read, and is left out until the server starts again. Withdraw the device that made it, and start again.',
		'not-erased':
			'Somebody could not be erased yet; it is tried again in a minute. Make room on the disk, and see whether a backup is under way, or a transaction stays open in the database; the cause is in the log.',
		'still-named':
			'Somebody who was erased is still named in what others wrote. Ask a coordinator to look there.',
		'not-rewritten':
			'A document takes too much work to be written anew without somebody who was erased. Start the server again, and withdraw the device that made it so large.',
		'update-not-read': 'A part of a document can’t be read by this version; the rest works.',
		'listener-failed': 'A bug. Report it, with its line of the log.',
		'call-failed': 'A bug. Report it, with its line of the log.',
		'clerk-failed': 'A bug in the numbering. Report it, with its line of the log.',
		'backup-folder-unread':
			'At the start the folder of backups (BACKUP_FOLDER) was not there, or the server might not look into it. Check its name, and whose it is.',
		crashed: 'The server stopped because of a bug. Report it, with its line of the log.'
	}
};
