import { useRouter } from 'next/navigation';
import { useRefresh } from '@/lib/swr/use-refresh';
import type { Instance } from '@/lib/contracts/instance';
import { orderInstances } from '@/lib/domain/instance/order-instances';
import { useMay } from '../access/me';
import { useBelievedFleet, useFleet } from '../instances/use-fleet';
import { useOverlays } from '../keys/overlays';
import { useBulkCommand } from '../keys/use-bulk-command';
import type { Command } from '../keys/use-commands';
import { useCommands } from '../keys/use-commands';
import { useStrings } from '../strings/use-strings';
import { printable } from '@/lib/domain/text/printable';
import { usePreferences } from '../ui/preferences';
import type { Group, Item } from './palette-items';
import { openItem } from './palette-items';

function plain(id: string, text: string, run: () => void, aside = ''): Item {
  return { id, text, aside, state: null, notNow: null, also: '', run };
}

function commandItem(kind: string, text: string, command: Command, instance: Instance): Item {
  const notNow = command.notNow(instance);
  const item = plain(`${kind}-${instance.id}`, text, () => command.open(instance), notNow ?? '');
  return { ...item, notNow, also: instance.address };
}

/** The dialogues of some instances. */
function useCommandItems(instances: readonly Instance[]): Item[] {
  const strings = useStrings();
  const { save, guard } = useCommands();
  return instances.flatMap((instance) => {
    const name = printable(instance.name);
    return [
      commandItem('save', strings.palette.saveNow(name), save, instance),
      commandItem('guard', strings.palette.guard(name), guard, instance),
    ];
  });
}

/** The plan for all that the page shows. */
function useSeveralItem(): Item[] {
  const { palette } = useStrings();
  const { notMine, wanted, run } = useBulkCommand();
  const { length } = wanted().ids;
  if (length < 2) return [];
  return [{ ...plain('save-several', palette.saveSeveral(length), run, notMine ?? 'B'), notNow: notMine }];
}

function usePlaces(): Group {
  const strings = useStrings();
  const { push } = useRouter();
  const mayAdd = useMay('administer');
  const { nav, fleet, palette } = strings;
  const items = [
    plain('fleet', nav.fleet, () => push('/')),
    plain('table', palette.fleetTable, () => push('/?view=table')),
    plain('wall', palette.fleetWall, () => push('/wall')),
    plain('incidents', nav.incidents, () => push('/incidents')),
    plain('history', nav.history, () => push('/saves')),
    plain('audit', nav.audit, () => push('/audit')),
    ...(mayAdd ? [plain('add', fleet.add, () => push('/instances/new'))] : []),
  ];
  return { name: palette.pages, items };
}

function useDisplay(): Group {
  const strings = useStrings();
  const { setTheme, setTimes } = usePreferences();
  const { openHelp } = useOverlays();
  const refresh = useRefresh();
  const { display, palette, keys } = strings;
  const items = [
    plain('refresh', palette.refresh, refresh, 'r'),
    plain('utc', `${display.times}: ${display.utc}`, () => setTimes('utc'), 'u'),
    plain('local', `${display.times}: ${display.local}`, () => setTimes('local'), 'u'),
    plain('system', `${display.theme}: ${display.themes.system}`, () => setTheme('system')),
    plain('light', `${display.theme}: ${display.themes.light}`, () => setTheme('light')),
    plain('dark', `${display.theme}: ${display.themes.dark}`, () => setTheme('dark')),
    plain('help', keys.title, openHelp, '?'),
  ];
  return { name: palette.display, items };
}

/** Everything that the palette can do. Without a word typed only the meant instance shows what can be done with it. */
export function usePaletteGroups(meant: Instance | null, isTyped: boolean): Group[] {
  const strings = useStrings();
  const { push } = useRouter();
  const fleet = useBelievedFleet(useFleet().data.instances);
  const byId = new Map(fleet.map((one) => [one.instance.id, one]));
  const ordered = orderInstances(fleet.map(({ instance }) => instance));
  const actions = useCommandItems(isTyped ? ordered : ordered.filter(({ id }) => id === meant?.id));
  const several = useSeveralItem();
  const open = ordered.flatMap(({ id }) => byId.get(id) ?? []);
  const groups: Group[] = [
    {
      name: strings.palette.instances,
      items: open.map((one) => openItem(one, ({ id }) => push(`/instances/${id}`), strings)),
    },
    usePlaces(),
    useDisplay(),
  ];
  const acting = { name: strings.palette.actions, items: [...actions, ...several] };
  return isTyped ? [...groups.slice(0, 1), acting, ...groups.slice(1)] : [acting, ...groups];
}
