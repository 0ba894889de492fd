/**
 * The closed set of problems: every code under its kind, and a kind has one exit code (docs/exit-codes.md). Scripts rely on both,
 * so a code keeps its meaning. Each is defined once, in a file called problems.ts, …-problems.ts or faults.ts;
 * docs/error-codes.md is made from these definitions.
 */
// biome-ignore format: one code a line would be longer than a screen shows
export const PROBLEM_CODES = {
  usage: [
    'arguments-missing', 'attribute-given-twice', 'bad-account-id', 'bad-account-name', 'bad-article-number',
    'bad-attribute', 'bad-attribute-name', 'bad-attribute-value', 'bad-component-count', 'bad-date',
    'bad-diagram-options', 'bad-extension-quantity', 'bad-external-id', 'bad-group-name', 'bad-item-name',
    'bad-level', 'bad-maximum-quantity', 'bad-pair', 'bad-path-name', 'bad-product-quantity',
    'bad-renewal-period', 'bad-service', 'bad-service-amount', 'bad-subscription-address', 'bad-term',
    'bad-text', 'bad-value', 'component-given-twice', 'conflicting-option', 'consent-required',
    'demo-dry-run', 'demo-output', 'duplicate-attribute', 'excess-arguments', 'extension-given-twice',
    'external-id-missing', 'file-is-input', 'file-is-link', 'file-unreadable', 'file-unwritable',
    'files-or-plan', 'fit-options', 'force-without-file', 'format-unknown', 'from-date-missing',
    'from-date-unused', 'invalid-argument', 'item-or-subscription', 'missing-argument',
    'missing-mandatory-option-value', 'missing-value', 'no-such-instance', 'nothing-to-change',
    'option-missing-argument', 'password-on-command-line', 'path-or-none', 'service-given-twice',
    'stdin-twice', 'unknown-command', 'unknown-option', 'until-before-today',
  ],
  config: [
    'authentication-unsupported', 'bad-actor', 'bad-catalogue', 'bad-config', 'bad-database-url',
    'bad-environment', 'billing-tables-differ', 'certificate-file-unusable', 'certificate-not-trusted',
    'collations-differ', 'compatibility-level', 'config-unreadable', 'data-directory-damaged',
    'data-directory-exposed', 'data-directory-unusable',
    'data-directory-version', 'date-style', 'encryption-mismatch', 'example-missing', 'file-unreadable',
    'function-lookup', 'lock-file-unusable', 'login-failed', 'no-catalogue-files', 'no-such-database',
    'not-a-data-directory', 'password-file-unreadable', 'password-missing', 'permission-denied',
    'read-only-database', 'schema-missing', 'schema-newer', 'schema-outdated', 'set-options',
  ],
  refused: [
    'all-refused', 'already-reverted', 'as-of-in-future', 'attribute-in-use', 'attribute-required',
    'attribute-types-differ', 'bad-csv', 'bad-encoding', 'bad-header', 'bad-separator',
    'billing-tables-differ', 'billing-tables-exist', 'billing-tables-missing', 'billing-tables-own',
    'change-pending', 'changes-later', 'check-violation', 'closes-later', 'component-dates',
    'component-ended', 'component-ended-later', 'component-ends-later', 'component-outside-subscription',
    'component-starts-later', 'database-in-use', 'destination-inactive', 'end-before-start',
    'end-beyond-calendar', 'extension-inactive', 'extension-maximum', 'extension-not-allowed',
    'extension-of-extension', 'findings', 'from-date-too-early', 'from-date-too-late', 'group-has-members',
    'group-too-large', 'hop-limit', 'item-inactive', 'item-not-extension', 'item-not-package',
    'item-not-product', 'item-not-subscribable', 'kind-in-use', 'line-too-long', 'mandatory-columns',
    'moves-after-end', 'moves-earlier', 'no-change-pending', 'no-item-to-choose', 'no-path',
    'no-path-scheduled', 'not-eligible', 'not-moved', 'not-null-violation', 'nothing-scheduled',
    'nothing-to-revert', 'over-limit', 'over-maximum', 'path-ends-fixed', 'path-in-use',
    'path-kind-unsupported', 'path-not-effective', 'path-starts-elsewhere', 'path-to-itself',
    'product-grid-not-between-packages', 'product-in-use', 'product-is-package', 'product-not-in-package',
    'records-invalid', 'rows-contradict', 'run-is-a-revert', 'status-ended', 'subscription-ended',
    'tables-hold-rows', 'termination-exceeds-usage', 'too-many-parameters', 'trigger-refused', 'unclosed-quote', 'under-minimum',
    'value-too-large', 'window-reversed',
  ],
  'not-found': [
    'account-not-found', 'attribute-not-found', 'attribute-not-mapped', 'component-not-found',
    'group-not-found', 'item-not-found', 'member-not-found', 'migration-not-found', 'path-not-found',
    'product-not-mapped', 'run-not-found', 'service-not-found', 'subscription-not-found',
  ],
  conflict: [
    'account-exists', 'ambiguous-name', 'attribute-mapped-twice', 'changed-meanwhile', 'file-exists',
    'foreign-key-violation', 'group-ambiguous', 'group-exists', 'item-ambiguous', 'item-exists',
    'member-ambiguous', 'member-exists', 'path-ambiguous', 'path-exists', 'plan-stale', 'product-in-package',
    'product-mapped-twice', 'similar-name', 'subscription-exists', 'unique-violation',
  ],
  busy: [
    'connection-lost', 'data-directory-locked', 'database-unreachable', 'input-consumed', 'lock-held',
    'lock-timeout', 'serialization-failure', 'server-overloaded', 'transaction-lost',
  ],
  incomplete: [
    'some-failed', 'some-refused', 'tour-stopped',
  ],
  external: [
    'after-commit-failed',
  ],
  interrupted: [
    'declined', 'interrupted', 'run-interrupted', 'tour-stopped',
  ],
} as const;

export type ErrorKind = keyof typeof PROBLEM_CODES;

/** A stable kebab-case code, such as `item-not-found`. */
export type ProblemCode<Kind extends ErrorKind = ErrorKind> = (typeof PROBLEM_CODES)[Kind][number];
