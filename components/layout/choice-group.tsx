import { Check } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';

export const ITEM =
  'touch flex cursor-pointer items-center gap-2 rounded-md px-2.5 outline-none data-highlighted:bg-soft';

interface Option<T extends string> {
  readonly value: T;
  readonly name: string;
  /** The language of the name, where it is not that of the page. */
  readonly lang?: string;
}

interface Props<T extends string> {
  label: string;
  value: T;
  options: readonly Option<T>[];
  onChoose: (value: T) => void;
}

/** One of several, in a menu: what is chosen has a tick. */
export function ChoiceGroup<T extends string>({ label, value, options, onChoose }: Props<T>) {
  const choose = (given: string): void => {
    const option = options.find((one) => one.value === given);
    if (option !== undefined) onChoose(option.value);
  };
  return (
    <>
      <DropdownMenu.Label className="px-2.5 pt-1.5 pb-0.5 text-[0.75rem] text-muted">{label}</DropdownMenu.Label>
      <DropdownMenu.RadioGroup aria-label={label} value={value} onValueChange={choose}>
        {options.map((option) => (
          <DropdownMenu.RadioItem key={option.value} value={option.value} lang={option.lang} className={ITEM}>
            <span className="flex size-4 shrink-0 items-center justify-center">
              <DropdownMenu.ItemIndicator>
                <Check aria-hidden className="size-4" />
              </DropdownMenu.ItemIndicator>
            </span>
            {option.name}
          </DropdownMenu.RadioItem>
        ))}
      </DropdownMenu.RadioGroup>
      <DropdownMenu.Separator className="my-1.5 h-px bg-line" />
    </>
  );
}
