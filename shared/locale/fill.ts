/** Puts values into a message: `{name}` stands for the parameter of that name. An unknown name stays visible. */
export function fill(template: string, parameters: Readonly<Record<string, string | number>>): string {
  return template.replace(/\{(\w+)\}/gu, (whole, name: string) => (Object.hasOwn(parameters, name) ? String(parameters[name]) : whole));
}
