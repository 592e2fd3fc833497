/** Starts the welcome page. `?page=ADDRESS` and `?agreement=ID` fill in what a person would choose; they keep nothing. */
import { render } from 'preact'
import { dress, t } from '../common/i18n.ts'
import { App } from './App.tsx'

const query = new URLSearchParams(location.search)
dress(t('welcomeTitle'))
render(
  <App
    start={{ agreement: query.get('agreement'), page: query.get('page') }}
    onFollowed={(id) => {
      location.href = `../dashboard/index.html#${encodeURIComponent(id)}`
    }}
  />,
  document.body,
)
