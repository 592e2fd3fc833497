/** Starts the reader. */
import { render } from 'preact'
import { readerHost } from './open-input.ts'
import { ReaderApp } from './ReaderApp.tsx'
import { readerLocale, wishOf } from './reader-language.ts'

render(<ReaderApp language={readerLocale([wishOf(location), readerHost()?.language, ...navigator.languages])} />, document.body)
