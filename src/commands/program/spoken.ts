import { InvalidArgumentError } from 'commander';

/** Takes a choice, or what people here call it; anything else is refused as the library refuses it. */
export function spokenAs<T extends string>(
  choices: readonly T[],
  spoken: Readonly<Record<string, T>>,
): (written: string) => T {
  return (written) => {
    const choice = spoken[written] ?? choices.find((one) => one === written);
    if (choice === undefined) throw new InvalidArgumentError(`Allowed choices are ${choices.join(', ')}.`);
    return choice;
  };
}
