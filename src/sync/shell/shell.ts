import { Cell, type Observable } from '../observable.ts';
import { mayBeLost, mayReload, type SyncStatus } from '../status.ts';
import { takeOver } from './requests.ts';

/** The app's own files on this device, and whether newer ones wait. */
export interface Shell {
	/** A newer version waits, and nothing of this person is under way: offer it. */
	readonly updateReady: Observable<boolean>;
	/** Lets the newer version take over; every tab loads anew, as soon as that loses nothing in it. */
	applyUpdate(): void;
	/** Whose changes hold an update back; null when no workspace is open. */
	heldBy(status: Observable<SyncStatus> | null): void;
}

/** The part of the browser that is used; a test brings its own. */
export interface ShellTools {
	readonly workers: Pick<ServiceWorkerContainer, 'register' | 'controller' | 'addEventListener'>;
	reload(): void;
	/** Whether somebody is filling in something on this page that a reload would throw away. */
	isFilling(): boolean;
	/** Calls `listener` when that may have changed. */
	onfilled(listener: () => void): void;
}

const fields = 'dialog[open] :is(input, textarea, select)';

const checkAfterMs = 60 * 60 * 1_000;

/**
 * Registers the service worker, so that the app starts without a network; null where the browser has
 * none. Leave it out in development, where it would serve stale files.
 */
export function registerShell(tools: ShellTools | null = browserTools()): Shell | null {
	return tools && new RegisteredShell(tools);
}

function browserTools(): ShellTools | null {
	if (!('serviceWorker' in navigator)) return null;
	return {
		workers: navigator.serviceWorker,
		reload: () => location.reload(),
		isFilling: () => document.querySelector(fields) !== null,
		onfilled: observeForms
	};
}

/** Closing a form takes it away and changes the address; loading anew in between would be undone by that. */
const restMs = 500;

/** A form may be closed, or taken away as it stands: neither has an event that always comes. */
function observeForms(listener: () => void): void {
	let timer: ReturnType<typeof setTimeout> | undefined;
	const rest = (): void => {
		clearTimeout(timer);
		timer = setTimeout(listener, restMs);
	};
	new MutationObserver(rest).observe(document.body, {
		...{ childList: true, subtree: true, attributeFilter: ['open'] }
	});
}

class RegisteredShell implements Shell {
	readonly updateReady = new Cell(false);
	readonly #tools: ShellTools;
	#waiting: ServiceWorker | null = null;
	/** Whether a newer version took over, here or in another tab, and this page is still of the older. */
	#isOutdated = false;
	#status: Observable<SyncStatus> | null = null;
	#stopWatching: () => void = () => undefined;

	constructor(tools: ShellTools) {
		const { workers } = tools;
		this.#tools = tools;
		// The first worker of a new device takes control as well, and nothing needs loading anew then.
		let controlled = workers.controller !== null;
		workers.addEventListener('controllerchange', () => {
			if (controlled) this.#outdate();
			controlled = true;
		});
		const registered = workers.register('/service-worker.js');
		// Refused (a private window, a policy): the app works, it only needs the network to start.
		void registered.then(
			(registration) => this.#follow(registration),
			() => undefined
		);
	}

	applyUpdate(): void {
		this.#waiting?.postMessage(takeOver);
	}

	heldBy(status: Observable<SyncStatus> | null): void {
		this.#stopWatching();
		this.#status = status;
		this.#stopWatching = status?.observe(() => this.#show()) ?? (() => undefined);
		this.#show();
	}

	#follow(registration: ServiceWorkerRegistration): void {
		this.#wait(registration.waiting);
		registration.addEventListener('updatefound', () => {
			const coming = registration.installing;
			coming?.addEventListener('statechange', () => {
				if (coming.state === 'installed') this.#wait(registration.waiting);
			});
		});
		// A tablet at the door stays open for weeks.
		setInterval(() => void registration.update().catch(() => undefined), checkAfterMs);
	}

	#wait(worker: ServiceWorker | null): void {
		this.#waiting = this.#tools.workers.controller ? worker : null;
		this.#show();
	}

	#outdate(): void {
		this.#isOutdated = true;
		this.#tools.onfilled(() => this.#show());
		this.#show();
	}

	#show(): void {
		const status = this.#status?.read();
		this.updateReady.set(this.#waiting !== null && (!status || mayReload(status)));
		const wouldLose = (status && mayBeLost(status)) || this.#tools.isFilling();
		if (this.#isOutdated && !wouldLose) this.#reload();
	}

	#reload(): void {
		this.#isOutdated = false;
		this.#tools.reload();
	}
}
