import path from 'node:path';
import type { Law } from '../audit.ts';
import { loadCalendar } from '../catalogue/load-calendar.ts';
import { loadCatalogue } from '../catalogue/load.ts';
