// SPDX-License-Identifier: GPL-3.0-or-later
// The workers at the instant that is shown, and what each of them does.
#pragma once

#include "app/models/TraceModel.h"
#include "app/panels/WorkersModel.h"
#include "app/theme/Theme.h"

#include <QWidget>

class QListView;

namespace heddle {

class WorkerRow;

// Thread: GUI only.
class WorkersPanel : public QWidget {
    Q_OBJECT
public:
    explicit WorkersPanel(const Theme& theme, QWidget* parent = nullptr);

    void setWorld(const World& world, const TraceModel& model, const WorkersModel::Turns& turnOf = {},
                  const std::vector<WorkerId>& newcomers = {});
    void clear();
    void step(int row);            // as its button does
    void select(WorkerId worker);  // its row, whenever it has one, and no other; none: no row
    void setTheme(const Theme& theme);
    QString remark() const { return m_remark; }  // how many there are, or that one is to be chosen

signals:
    void picked(heddle::WorkerId worker);
    void stepWanted(heddle::WorkerId worker);  // it is to be let go, or a sentence is to say why it cannot
    void objected(QString sentence);           // why there is nobody to be stepped
    void remarkChanged();

private:
    void tell();
    void markSelected();

    WorkersModel m_model;
    WorkerRow* m_row;
    QListView* m_list;
    QString m_remark;
    WorkerId m_selected;
    bool m_isStepped = false;  // by its row's button: that click picks nobody
};

}  // namespace heddle
