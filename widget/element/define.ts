/** Registers <sla-standing> in English. Loaded twice, or beside another language, it only adds its words. */
import { en } from '../../shared/i18n/en.ts'
import { register } from './register.ts'

register(en)
