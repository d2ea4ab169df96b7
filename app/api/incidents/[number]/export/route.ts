import { incidentExport } from '@/lib/http/incident-export';
import { resource } from '@/lib/http/resource';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({ GET: incidentExport });
