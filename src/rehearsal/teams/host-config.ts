/** How Teams draws a card, for Microsoft's own renderer: its sizes and spaces, and the colours of its two themes. */

export type TeamsTheme = 'light' | 'dark';

interface Palette {
  text: string;
  subtle: string;
  card: string;
  emphasis: string;
  line: string;
  /** Text in a colour, and the box of that colour. */
  accent: readonly [text: string, box: string];
  good: readonly [text: string, box: string];
  warning: readonly [text: string, box: string];
  attention: readonly [text: string, box: string];
}

const palettes: Readonly<Record<TeamsTheme, Palette>> = {
  light: {
    text: '#242424',
    subtle: '#616161',
    card: '#ffffff',
    emphasis: '#f5f5f5',
    line: '#e0e0e0',
    accent: ['#5b5fc7', '#e8ebfa'],
    good: ['#0e700e', '#e7f2da'],
    warning: ['#8a3707', '#fbf3d5'],
    attention: ['#b10e1c', '#fcf4f6'],
  },
  dark: {
    text: '#ffffff',
    subtle: '#adadad',
    card: '#292929',
    emphasis: '#1f1f1f',
    line: '#525252',
    accent: ['#9299f7', '#2f2f4a'],
    good: ['#92c353', '#1b2b10'],
    warning: ['#f2c661', '#3d2d07'],
    attention: ['#f1707b', '#42161b'],
  },
};

/** A host configuration as `adaptivecards` takes it. */
export function teamsHostConfig(theme: TeamsTheme): object {
  const palette = palettes[theme];
  const foregroundColors = colours(palette);
  const style = (backgroundColor: string) => ({ backgroundColor, foregroundColors });
  return {
    choiceSetInputValueSeparator: ',',
    supportsInteractivity: true,
    spacing: { small: 8, default: 12, medium: 16, large: 20, extraLarge: 24, padding: 16 },
    separator: { lineThickness: 1, lineColor: palette.line },
    fontTypes: {
      default: font("'Segoe UI', system-ui, 'Noto Sans', 'DejaVu Sans', sans-serif"),
      monospace: font("Consolas, 'DejaVu Sans Mono', monospace"),
    },
    containerStyles: {
      default: style(palette.card),
      emphasis: style(palette.emphasis),
      accent: style(palette.accent[1]),
      good: style(palette.good[1]),
      warning: style(palette.warning[1]),
      attention: style(palette.attention[1]),
    },
    actions: {
      maxActions: 6,
      spacing: 'Default',
      buttonSpacing: 8,
      showCard: { actionMode: 'Inline', inlineTopMargin: 16, style: 'emphasis' },
      actionsOrientation: 'Horizontal',
      actionAlignment: 'Left',
    },
    inputs: {
      label: {
        inputSpacing: 'Small',
        requiredInputs: { weight: 'Bolder', suffix: ' *', suffixColor: 'Attention' },
        optionalInputs: { weight: 'Bolder' },
      },
      errorMessage: { color: 'Attention', weight: 'Default', spacing: 'Small' },
    },
    // A screen reader takes a card's heading for one under the name of the app.
    textBlock: { headingLevel: 2 },
    textStyles: { heading: { size: 'Large', weight: 'Bolder' } },
    adaptiveCard: { allowCustomStyle: false },
  };
}

const font = (fontFamily: string) => ({
  fontFamily,
  fontSizes: { small: 12, default: 14, medium: 14, large: 18, extraLarge: 24 },
  fontWeights: { lighter: 200, default: 400, bolder: 600 },
});

function colours({ text, subtle, accent, good, warning, attention }: Palette) {
  const both = (colour: string, softer = colour) => ({ default: colour, subtle: softer });
  return {
    default: both(text, subtle),
    dark: both('#242424', '#616161'),
    light: both('#ffffff', '#d6d6d6'),
    accent: both(accent[0]),
    good: both(good[0]),
    warning: both(warning[0]),
    attention: both(attention[0]),
  };
}
