// SPDX-License-Identifier: GPL-3.0-or-later
// The runs of a session as a tree: under each those that were sent another way out of it.
#pragma once

#include <QString>
#include <QWidget>

#include <optional>
#include <vector>

class QTreeWidget;

namespace heddle {

struct BranchRow {
    std::optional<int> parent;  // the place of the row that it left; none: it began by itself
    QString title, outcome;
    friend bool operator==(const BranchRow&, const BranchRow&) = default;
};

// Thread: GUI only.
class BranchesPanel : public QWidget {
    Q_OBJECT
public:
    explicit BranchesPanel(QWidget* parent = nullptr);

    // A row's place never changes; `shown` is the one that the window shows.
    void setRows(const std::vector<BranchRow>& rows, std::optional<int> shown);

signals:
    void picked(int place);
    void countChanged(int runs);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void fill(const std::vector<BranchRow>& rows);
    void shareWidth();

    QTreeWidget* m_tree;
    std::vector<BranchRow> m_rows;
};

}  // namespace heddle
