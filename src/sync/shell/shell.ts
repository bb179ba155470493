import { Cell, type Observable } from '../observable.ts';
import { mayOfferUpdate, mayReload, type SyncStatus } from '../status.ts';
import { Filling } from './filling.ts';
import { takeOver } from './requests.ts';

/** The app's own files on this device, and whether newer ones wait. */
export interface Shell {
	/** A newer version waits, and taking it loses nothing that this person made: offer it. */
	readonly updateReady: Observable<boolean>;
	/** Lets the newer version take over; every tab loads anew, as soon as that loses nothing in it. */
	applyUpdate(): void;
	/** Whose changes hold an update back: of each workspace that is open, also where nobody looks at it. */
	heldBy(statuses: readonly Observable<SyncStatus>[]): void;
	/** Work of this page that a reload would cut off, and that nobody would hear of again. */
	heldWhile(isBusy: Observable<boolean>): void;
}

/** The part of the browser that is used; a test brings its own. */
export interface ShellTools {
	readonly workers: Pick<ServiceWorkerContainer, 'register' | 'controller' | 'addEventListener'>;
	reload(): void;
	/** Whether this page is of the build that the worker now answers with. */
	isOfWorker(): Promise<boolean>;
	/** Whether somebody fills in or is shown something on this page that a reload would throw away. */
	isFilling(): boolean;
	/** Calls `listener` when that may have changed. */
	onfilled(listener: () => void): void;
}

const checkAfterMs = 60 * 60 * 1_000;
/** What ends, such as a form that closes, changes the address; loading anew in between would be undone by that. */
const restMs = 500;

/**
 * Registers the service worker, so that the app starts without a network; null where the browser has
 * none. Leave it out in development, where it would serve stale files.
 */
export function registerShell(tools: ShellTools | null = browserTools()): Shell | null {
	return tools && new RegisteredShell(tools);
}

function browserTools(): ShellTools | null {
	if (!('serviceWorker' in navigator)) return null;
	const filling = new Filling(document);
	return {
		workers: navigator.serviceWorker,
		reload: () => location.reload(),
		isOfWorker: () => isKept(document, caches),
		isFilling: () => filling.isFilling(),
		onfilled: observeForms
	};
}

/**
 * Whether the scripts of this page are the ones that a worker keeps: the name of a script changes with
 * what is in it, so that a worker of another build keeps others.
 */
export async function isKept(page: Document, caches: CacheStorage): Promise<boolean> {
	const scripts = [...page.querySelectorAll<HTMLLinkElement>('link[rel=modulepreload]')];
	const kept = await Promise.all(scripts.map(({ href }) => caches.match(href)));
	return kept.every((one) => one !== undefined);
}

/** A form may be closed, sent, or taken away as it stands: not each has an event that always comes. */
function observeForms(listener: () => void): void {
	let timer: ReturnType<typeof setTimeout> | undefined;
	const rest = (): void => {
		clearTimeout(timer);
		timer = setTimeout(listener, restMs);
	};
	new MutationObserver(rest).observe(document.body, {
		...{ childList: true, subtree: true },
		attributeFilter: ['open', 'aria-invalid', 'aria-disabled', 'data-unsent']
	});
	for (const kind of ['input', 'submit', 'reset']) document.addEventListener(kind, rest);
}

class RegisteredShell implements Shell {
	readonly updateReady = new Cell(false);
	readonly #tools: ShellTools;
	#waiting: ServiceWorker | null = null;
	/** Whether a newer version took over, here or in another tab, and this page is still of the older. */
	#isOutdated = false;
	#statuses: readonly Observable<SyncStatus>[] = [];
	#watches: readonly (() => void)[] = [];
	#isBusy: Observable<boolean> = new Cell(false);

	constructor(tools: ShellTools) {
		const { workers } = tools;
		this.#tools = tools;
		let controlled = workers.controller !== null;
		workers.addEventListener('controllerchange', () => {
			if (controlled) this.#outdate();
			else void this.#meetFirst();
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

	heldBy(statuses: readonly Observable<SyncStatus>[]): void {
		for (const stop of this.#watches) stop();
		this.#statuses = statuses;
		this.#watches = statuses.map((status) => status.observe(() => this.#show()));
		this.#show();
	}

	heldWhile(isBusy: Observable<boolean>): void {
		this.#isBusy = isBusy;
		isBusy.observe(() => setTimeout(() => this.#show(), restMs));
	}

	#follow(registration: ServiceWorkerRegistration): void {
		const follow = (): void => this.#expect(registration);
		this.#wait(registration.waiting);
		// One may have been coming in before this page opened.
		follow();
		registration.addEventListener('updatefound', follow);
		// A tablet at the door stays open for weeks.
		setInterval(() => void registration.update().catch(() => undefined), checkAfterMs);
	}

	#expect(registration: ServiceWorkerRegistration): void {
		const coming = registration.installing;
		coming?.addEventListener('statechange', () => {
			if (coming.state === 'installed') this.#wait(registration.waiting);
		});
	}

	#wait(worker: ServiceWorker | null): void {
		this.#waiting = this.#tools.workers.controller ? worker : null;
		this.#show();
	}

	/** The first worker of a new device: nothing needs loading anew, unless the relay was renewed just before it came. */
	async #meetFirst(): Promise<void> {
		// Where the browser won't say, the app works as it is.
		if (!(await this.#tools.isOfWorker().catch(() => true))) this.#outdate();
	}

	#outdate(): void {
		// It may be taken a second time while something holds this page.
		if (!this.#isOutdated) this.#tools.onfilled(() => this.#show());
		this.#isOutdated = true;
		this.#wait(null);
	}

	#show(): void {
		const statuses = this.#statuses.map((status) => status.read());
		this.updateReady.set(this.#waiting !== null && statuses.every(mayOfferUpdate));
		const isHeld = this.#isBusy.read() || this.#tools.isFilling();
		if (this.#isOutdated && statuses.every(mayReload) && !isHeld) this.#reload();
	}

	#reload(): void {
		this.#isOutdated = false;
		this.#tools.reload();
	}
}
