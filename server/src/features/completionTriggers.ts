/** The characters that open the list of completions by themselves, where something can begin behind them. */
export const completionTriggers: string[] = ['"', '{', '[', ',', ':'];
