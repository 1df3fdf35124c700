// SPDX-License-Identifier: GPL-3.0-or-later
// Sums as rows of a table: one for each worker, or one for each object that was waited at.
#pragma once

#include "app/models/RangeSums.h"
#include "app/models/Subject.h"
#include "app/theme/Theme.h"

#include <QTableWidget>

#include <optional>

namespace heddle {

class ShareBar;

// Can be sorted by each column; Ctrl+C copies what is selected. Thread: GUI only. The model outlives it.
class SumsTable : public QTableWidget {
    Q_OBJECT
public:
    SumsTable(const TraceModel& model, const Theme& theme, QWidget* parent = nullptr);

    void setTheme(const Theme& theme);
    void showWorkers(const RangeSums& sums);
    void showObjects(const RangeSums& sums);

signals:
    void eventPicked(std::size_t event);                 // of the row that was clicked: the longest wait
    void subjectPicked(const heddle::Subject& subject);  // the worker whose row was clicked

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void setHeads(const QStringList& words);
    void fitColumns();
    void put(int row, int column, const QString& words, double rank);
    void putWorker(int row, const RangeSums::OfWorker& worker, const std::vector<Share>& shown);

    const TraceModel& m_model;
    Theme m_theme;
    ShareBar* m_bar;
};

}  // namespace heddle
