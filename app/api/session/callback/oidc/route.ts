import { fromProvider } from '@/lib/http/provider';
import { resource } from '@/lib/http/resource';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({ GET: fromProvider });
