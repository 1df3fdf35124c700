// SPDX-License-Identifier: GPL-3.0-or-later
// What the program wrote, as a list that stays at its end until someone scrolls away from there.
#pragma once

#include "app/panels/OutputModel.h"
#include "app/theme/Theme.h"

#include <QWidget>

class QTableView;

namespace heddle {

// Thread: GUI only.
class OutputPanel : public QWidget {
    Q_OBJECT
public:
    explicit OutputPanel(const Theme& theme, QWidget* parent = nullptr);

    void setTrace(std::shared_ptr<const Trace> trace);
    bool catchUp();  // once a frame; true while there is more to read

private:
    OutputModel m_model;
    QTableView* m_table;
};

}  // namespace heddle
