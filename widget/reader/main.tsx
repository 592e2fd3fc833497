/** Starts the reader. */
import { render } from 'preact'
import { App } from './App.tsx'
import { localeOf, wishOf } from './language.ts'
import { host } from './open-input.ts'

render(<App language={localeOf([wishOf(location), host()?.language, ...navigator.languages])} />, document.body)
