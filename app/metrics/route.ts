import { metricsRoute } from '@/lib/http/metrics';
import { resource } from '@/lib/http/resource';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({ GET: metricsRoute });
