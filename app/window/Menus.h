// SPDX-License-Identifier: GPL-3.0-or-later
// The menu bar, filled from the actions; its help is told here, too.
#pragma once

class QMenuBar;

namespace heddle {

class Actions;
class LessonDesk;
class RecentFiles;

// Thread: GUI only. All outlive the bar.
void fillMenus(QMenuBar& bar, Actions& actions, RecentFiles& recent, LessonDesk& lessons);

}  // namespace heddle
