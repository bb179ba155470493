/** A fault as somebody might make it: in `file`, `from` is replaced by `to`. */
export interface Mutant {
	readonly name: string;
	readonly file: string;
	readonly from: string;
	readonly to: string;
}

/** Faults of the protocol, each of which the simulation must find. */
export const mutants: readonly Mutant[] = [
	{
		name: 'a receipt goes out before the change is on disk',
		file: 'server/relay/admission.ts',
		from: 'if (visit.mayWrite) return this.#accept(visit, piece, frame !== null);',
		to: 'visit.send([visit.receipt(visit.received)].filter((one) => one !== null));\n\t\tif (visit.mayWrite) return this.#accept(visit, piece, frame !== null);'
	},
	{
		name: 'a receipt covers what came in while the disk was at work',
		file: 'server/relay/hub.ts',
		from: 'room.committed(changes, stretch, owed);',
		to: 'for (const visit of owed.keys()) owed.set(visit, visit.settled);\n\t\t\troom.committed(changes, stretch, owed);'
	},
	{
		name: 'what the disk refused is acknowledged all the same',
		file: 'server/relay/commits.ts',
		from: 'if (kept instanceof NotKept) this.#sendAway(changes, owed);',
		to: ''
	},
	{
		name: 'the last change of a batch is not written',
		file: 'server/relay/commits.ts',
		from: 'this.#ports.journal.append(changes.map(entryOf), expected)',
		to: 'this.#ports.journal.append(changes.slice(0, Math.max(1, changes.length - 1)).map(entryOf), expected)'
	},
	{
		name: 'a change is not passed on',
		file: 'server/relay/room.ts',
		from: 'visit.tell(news, ownOf.get(visit) ?? null, settled);',
		to: 'visit.tell([], null, settled);'
	},
	{
		name: 'what came before a document was read is forgotten',
		file: 'server/relay/room.ts',
		from: 'return this.#early.take();',
		to: 'this.#early.take();\n\t\treturn [];'
	},
	{
		name: 'who asks for what lies on the disk alone is forgotten',
		file: 'server/relay/reading.ts',
		from: 'this.#give(room, room.takeEarly());',
		to: 'room.takeEarly();'
	},
	{
		name: 'what another relay wrote is hidden by what this one wrote after it',
		file: 'server/relay/room.ts',
		from: 'if (this.#isOpen && before <= this.#position)',
		to: 'if (this.#isOpen)'
	},
	{
		name: 'the journal is never asked without a hint',
		file: 'server/relay/following.ts',
		from: 'const { bus, journal } = this.#ports;',
		to: 'const { bus, journal } = this.#ports;\n\t\tif (nowMs > 0) return;'
	},
	{
		name: 'folding forgets a change that came meanwhile',
		file: 'server/relay/stored-state.ts',
		from: 'return new StoredState(base, this.#piecesAfter(count));',
		to: 'return new StoredState(base, this.#pieces.slice(0, count));'
	},
	{
		name: 'a ledger is written wherever it stands',
		file: 'server/clerk/workspace-clerk.ts',
		from: 'const stretches = await this.#ports.write(this.#workspace, own, expected);',
		to: 'const stretches = await this.#ports.write(this.#workspace, own, expected.size > 9 ? expected : new Map());'
	},
	{
		name: 'an event that was overtaken is taken for settled',
		file: 'server/clerk/workspace-clerk.ts',
		from: "if (stretches === 'overtaken') throw new Overtaken('another relay settled this first');",
		to: "if (stretches === 'overtaken') return;"
	},
	{
		name: 'a clerk that starts does not take up what was left',
		file: 'server/clerk/desk-reading.ts',
		from: 'for (const key of keys) this.doubt(key.slice(prefix.length));',
		to: "for (const key of keys) if (!key.includes('/lane/')) this.doubt(key.slice(prefix.length));"
	},
	{
		name: 'the clerk numbers an event that has a number',
		file: 'src/document/clerk.ts',
		from: 'if (ledger.isSettled(event.id)) return;',
		to: ''
	},
	{
		name: 'a device forgets the last of what it says in one turn',
		file: 'src/sync/link/conversation.ts',
		from: 'for (const message of pack(parts)) {',
		to: 'for (const message of pack(parts.length > 1 ? parts.slice(0, -1) : parts)) {'
	},
	{
		name: 'the relay passes over the second thing that a message holds',
		file: 'server/relay/line.ts',
		from: 'for (const part of readParts(message)) {',
		to: 'for (const [at, part] of readParts(message).entries()) {\n\t\t\t\tif (at === 1 && part.channel !== 0) continue;'
	},
	{
		name: 'a device counts receipts of its former socket',
		file: 'src/sync/link/sharing.ts',
		from: "return { ...sharing, sent: 0, answered: false, frames: [] };\n\t\tcase 'sent'",
		to: "return { ...sharing, answered: true };\n\t\tcase 'sent'"
	},
	{
		name: 'a device says that it keeps what it is still writing',
		file: 'src/sync/store/kept-document.ts',
		from: 'const outcome = await line.put(update, marks);',
		to: "this.state.set({ status: 'saved' });\n\t\tconst outcome = await line.put(update, marks);"
	},
	{
		name: 'the devices of a person share one client id',
		file: 'src/sync/live-document.ts',
		from: 'this.awareness = new Awareness(this.doc);',
		to: 'this.doc.clientID = [...belonging.member.person].reduce((sum, one) => sum * 31 + one.charCodeAt(0), 7) % 2 ** 31;\n\t\tthis.awareness = new Awareness(this.doc);'
	},
	{
		name: 'a device keeps nothing of what it made before it was killed',
		file: 'src/sync/store/kept-document.ts',
		from: 'this.#backlog.add(update);',
		to: ''
	},
	{
		name: 'whoever is in a room may write there',
		file: 'server/relay/admission.ts',
		from: 'if (visit.mayWrite) return this.#accept(visit, piece, frame !== null);',
		to: 'if (visit.isOpen) return this.#accept(visit, piece, frame !== null);'
	},
	{
		name: 'what is not allowed is passed over without a word',
		file: 'server/relay/admission.ts',
		from: "if (state.bringsNew(piece.shape)) return visit.refuse('not-allowed');",
		to: 'if (state.bringsNew(piece.shape)) return;'
	},
	{
		name: 'lines live on when a role changes',
		file: 'server/relay/lines.ts',
		from: "if (isSought(line.workspace, line.visitor)) line.close(code, '');",
		to: ''
	},
	{
		name: 'the clerk lets everybody book',
		file: 'src/domain/access/admit.ts',
		from: "if (member.role !== 'coordinator') return 'not-a-coordinator';",
		to: ''
	},
	{
		name: 'a device forgets with the page what was not accepted',
		file: 'src/sync/refusal-tray.ts',
		from: "if (!wasEmpty || kept.length > 0) this.#marks.write('refusals', kept);",
		to: ''
	},
	{
		name: 'a device says nothing of what it made under a former role',
		file: 'src/sync/live-document.ts',
		from: 'offers: () => this.#unshared.isLeftBehind',
		to: 'offers: () => false'
	},
	{
		name: 'a document that could not be read is never asked for again',
		file: 'src/sync/link/channel-state.ts',
		from: "return why === 'not-allowed' && kind === 'line-lost';",
		to: "return why === 'gone' && kind === 'line-lost';"
	},
	{
		name: 'an old app is not told what others do',
		file: 'server/relay/room.ts',
		from: 'visit.tell(news, ownOf.get(visit) ?? null, settled);',
		to: 'if (visit.wantsReceipts) visit.tell(news, ownOf.get(visit) ?? null, settled);'
	},
	{
		name: 'an old app is not asked what it has',
		file: 'server/relay/room.ts',
		from: 'visit.sendAnswer([...frames, this.#question()], goneThroughBytes);',
		to: 'visit.sendAnswer([...frames, ...(visit.wantsReceipts ? [this.#question()] : [])], goneThroughBytes);'
	},
	{
		name: 'an old app is sent receipts',
		file: 'server/relay/visit.ts',
		from: "return this.wantsReceipts ? encode({ kind: 'receipt', settled }) : null;",
		to: "return encode({ kind: 'receipt', settled });"
	},
	{
		name: 'a withdrawn device goes on being heard until it hangs up itself',
		file: 'server/relay/visit.ts',
		from: 'this.#connection.close(code, reason);\n\t\tthis.#onended(this);',
		to: 'this.#connection.close(code, reason);\n\t\tif (code !== closeCodes.withdrawn) this.#onended(this);'
	},
	{
		name: 'the line of a withdrawn device lives on',
		file: 'server/relay/lines.ts',
		from: "if (isSought(line.workspace, line.visitor)) line.close(code, '');",
		to: "if (code !== 4410 && isSought(line.workspace, line.visitor)) line.close(code, '');"
	},
	{
		name: 'the late end of an old line ends the new one',
		file: 'server/relay/room.ts',
		from: 'if (!this.#visits.delete(visit)) return;',
		to: 'if (!this.#visits.delete(visit)) return;\n\t\tfor (const one of this.#visits) if (one.visitor.device === visit.visitor.device) this.#visits.delete(one);'
	},
	{
		name: 'what still comes over an old line counts on the new one',
		file: 'server/relay/room.ts',
		from: 'const frame = decode(bytes);',
		to: 'for (const one of this.#visits) if (one.visitor.device === visit.visitor.device) visit = one;\n\t\tconst frame = decode(bytes);'
	},
	{
		name: 'a device listens to its former line',
		file: 'src/sync/link/device-line.ts',
		from: 'socket.onmessage = ({ data }) => isOurs() && this.#hear(data);',
		to: 'socket.onmessage = ({ data }) => this.#hear(data);'
	},
	{
		name: 'a clock that is set back keeps a dead line alive',
		file: 'src/sync/link/heartbeat.ts',
		from: '\t\tthis.#followClock(now);\n',
		to: '\t\tif (now < 0) this.#followClock(now);\n'
	},
	{
		name: 'whoever has the slowest clock moves up first',
		file: 'src/domain/claims/resolve.ts',
		from: 'const next = this.#waiting.shift();',
		to: 'const next = this.#waiting.sort((a, b) => a.event.madeAt - b.event.madeAt).shift();'
	},
	{
		name: 'a date that is put on again stays off',
		file: 'src/document/commands/activities.ts',
		from: 'changeOccurrence(step, documents, season, occurrence, { cancelled: undefined });',
		to: 'changeOccurrence(step, documents, season, occurrence, {});'
	},
	{
		name: 'whoever calls a date off gives back its places',
		file: 'src/document/commands/activities.ts',
		from: 'changeOccurrence(step, documents, season, occurrence, { cancelled: true });',
		to: "changeOccurrence(step, documents, season, occurrence, { cancelled: true });\n\tfor (const entry of documents.season(season).ledger.entries)\n\t\tif (entry.kind === 'event' && entry.event.kind === 'claim' && entry.event.occurrence === occurrence)\n\t\t\tstep.event({ kind: 'withdrawal', season, claim: entry.event.id, word: '' });"
	}
];
