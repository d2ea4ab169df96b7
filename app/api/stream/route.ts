import { resource } from '@/lib/http/resource';
import { streamRoute } from '@/lib/http/stream';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({ GET: streamRoute });
