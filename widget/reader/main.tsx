/** Starts the reader. */
import { render } from 'preact'
import { ReaderApp } from './App.tsx'
import { readerLocale, wishOf } from './language.ts'
import { readerHost } from './open-input.ts'

render(<ReaderApp language={readerLocale([wishOf(location), readerHost()?.language, ...navigator.languages])} />, document.body)
