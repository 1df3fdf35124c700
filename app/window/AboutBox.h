// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QWidget;

namespace heddle {

void showAboutBox(QWidget* window);  // which program this is, and its licence. Thread: GUI only.

}  // namespace heddle
