/** The App Home tab, as the bot published it for this person. */
import { h } from './dom.js';
import { makeSurface } from './surface.js';
import { renderViewBody } from './view-body.js';

let surfaceFor = { viewId: null, surface: null };

export function renderHome(panel, home, world) {
  const sheet = panel.querySelector('.sheet');
  const name = `${world.as}/${home?.id ?? 'none'}/${world.today}`;
  if (sheet.dataset.of !== name) sheet.replaceChildren();
  sheet.dataset.of = name;
  if (!home) {
    sheet.replaceChildren(
      h(
        'p',
        { class: 'empty' },
        `${world.app.name} is about to fill this page. If it stays empty, write ${world.app.command} in Messages.`,
      ),
    );
    return;
  }
  if (surfaceFor.viewId !== name) {
    const surface = makeSurface({ as: world.as, place: { surface: 'home' }, name: home.id, reader: world.reader });
    surfaceFor = { viewId: name, surface };
  }
  renderViewBody(sheet, home, surfaceFor.surface);
}
