/** What the words of a reader language have to hold. Every argument is finished text. */
export interface ReaderWords {
  readonly page: PageWords
  readonly view: ViewWords
  readonly answers: AnswerWords
  readonly compare: CompareWords
}
export interface PageWords {
  readonly title: string
  readonly about: string
  readonly open: string
  readonly drop: string
  readonly link: string
  readonly refused: string
  readonly nothingShown: string
  readonly tooLarge: (file: string) => string
  readonly another: string
  readonly compareMine: string
  readonly compare: string
  readonly compareAnother: string
  readonly notTracked: string
  readonly language: string
  readonly copyMarkdown: string
  readonly copyHtml: string
  readonly copied: string
  readonly copyFailed: string
  readonly print: string
  readonly keep: (name: string) => string
  readonly keepNew: (name: string) => string
  readonly kept: (name: string) => string
  readonly check: (host: string) => string
  readonly notChecked: (reason: string) => string
  readonly somebody: string
  /** What was taken out, by its name in the snapshot. */
  readonly fields: Readonly<Record<string, string>>
  readonly proof: (made: string, by: string, key: string | null) => string
  readonly identical: string
  readonly differs: string
  readonly bytes: (n: string) => string
  readonly kilobytes: (n: string) => string
}
export interface ViewWords {
  readonly offline: string
  readonly made: (time: string, by: string, tool: string) => string
  readonly hidden: (what: string) => string
  readonly note: string
  readonly request: string
  readonly verification: string
  readonly objectives: string
  readonly figures: string
  readonly byDay: (period: string) => string
  readonly why: string
  readonly entries: (n: string) => string
  readonly differs: string
  readonly places: (n: string) => string
  readonly where: string
  readonly inSnapshot: string
  readonly recalculated: string
  readonly everything: string
  readonly nothing: string
  readonly address: string
  readonly exact: (fraction: string) => string
  readonly bounds: (low: string, high: string) => string
  readonly spentOf: (spent: string, total: string) => string
  readonly credit: string
  readonly ofFee: (percent: string) => string
  readonly remedies: (n: string) => string
  /** `name` is the agreement's own word for a step of several. */
  readonly step: (name: string | null, day: string, state: string) => string
  readonly claimBy: (day: string) => string
  readonly disputedHead: string
  readonly undisputed: string
  readonly disputed: string
  readonly downInAll: (time: string) => string
  readonly notMeasured: (time: string) => string
  /** One entry of the ledger that was shared by itself. */
  readonly incident: string
  readonly wholePeriod: (period: string) => string
  readonly othersBelow: (n: string) => string
}
export interface AnswerWords {
  readonly content: string
  readonly signedBy: string
  readonly signingKey: string
  readonly recalculation: string
  readonly verified: string
  readonly verifiedWhy: string
  readonly altered: string
  readonly alteredWhy: string
  readonly damaged: string
  readonly notVerified: string
  readonly insecure: string
  readonly unsupported: string
  readonly notSigned: string
  readonly mayHaveChanged: string
  readonly noSigner: string
  readonly unknownSigner: string
  readonly senderGiven: (name: string) => string
  readonly noSenderGiven: string
  readonly holder: string
  readonly ownAccount: string
  readonly party: { readonly provider: string; readonly customer: string }
  readonly noSignature: string
  readonly noKey: string
  readonly anotherKey: (month: string) => string
  readonly confirmWithSender: string
  readonly unknownKey: string
  readonly compareByPhone: string
  readonly notPublished: (origin: string) => string
  readonly inAgreement: string
  readonly onlyInSnapshot: string
  readonly namedAs: { readonly provider: string; readonly customer: string }
  readonly published: string
  readonly publishedAt: (origin: string) => string
  readonly since: (day: string) => string
  readonly savedHere: string
  readonly replacement: (day: string) => string
  readonly replacementWhy: string
  readonly notRecalculated: string
  readonly nothingRead: string
  readonly impossible: string
  readonly zonesDiffer: string
  readonly identical: string
  readonly evaluator: (version: string) => string
  readonly madeBy: (version: string) => string
  readonly differs: (n: string) => string
  readonly why: Readonly<Record<string, string>>
}
export interface CompareWords {
  readonly title: (what: string) => string
  readonly sub: string
  readonly differenceHead: string
  readonly difference: string
  readonly whole: string
  readonly becauseOf: string
  readonly because: { readonly source: string; readonly clause: string; readonly text: string }
  readonly nothingDue: string
  readonly due: (amount: string) => string
  readonly percentDue: (percent: string) => string
  readonly daysDue: (n: string) => string
  readonly decidesVerdict: (one: string, other: string) => string
  readonly decides: (one: string, other: string) => string
  readonly decidesNothing: string
  readonly parts: { readonly contract: string; readonly evidence: string; readonly evaluator: string; readonly zones: string }
  readonly sameAll: string
  readonly sameOn: (parts: string) => string
  readonly otherOn: (parts: string) => string
  readonly down: (time: string) => string
  readonly causes: string
  readonly onlyIn: (source: string, name: string) => string
  readonly clauseMakes: (clause: string) => string
  readonly notMeasuredBy: (name: string) => string
  readonly combinations: string
  readonly textOf: (name: string) => string
  readonly evidenceOf: (name: string) => string
  readonly impossible: string
  readonly notCovered: (name: string, period: string, about: string) => string
  readonly made: (time: string) => string
  readonly first: string
  readonly second: string
  readonly firstOf: (name: string) => string
  readonly secondOf: (name: string) => string
  readonly differentTimes: (one: string, other: string) => string
}
