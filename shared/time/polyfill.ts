/**
 * Temporal for platforms without it (Node 20). A build for browsers, which all have it, may put `undefined` in the place of
 * this module: nothing else imports the package.
 */
export { Temporal as polyfill } from 'temporal-polyfill'
