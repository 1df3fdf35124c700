// SPDX-License-Identifier: GPL-3.0-or-later
// Many schedules of what is to be run: how many, how far they are, and what came of them as a histogram.
#pragma once

#include "app/panels/OutcomesModel.h"
#include "app/theme/Theme.h"

#include <QWidget>

#include <cstdint>

class QHBoxLayout;
class QLabel;
class QListView;
class QProgressBar;
class QSpinBox;
class QStackedLayout;
class QToolButton;

namespace heddle {

class ElidedLabel;
class OutcomeRow;

// Thread: GUI only. Out of sight until it is opened.
class ExplorePanel : public QWidget {
    Q_OBJECT
public:
    enum class Doing { nothing, tries, shortens };

    explicit ExplorePanel(const Theme& theme, QWidget* parent = nullptr);

    void open();  // and is ready to be typed into
    int tries() const;
    std::uint64_t seed() const;
    void setDoing(Doing doing, int triesWanted);
    void setOutcomes(std::vector<OutcomeShown> outcomes, int tries);
    void setTheme(const Theme& theme);

public slots:
    void object(const QString& sentence);  // "": all is well

signals:
    void startWanted();
    void stopWanted();
    void picked(int place);  // an outcome; what it is like is to be seen

private:
    void addHead(QHBoxLayout* row);
    void addList(QStackedLayout* stack);
    void showProgress();

    OutcomesModel m_model;
    Theme m_theme;
    OutcomeRow* m_row;
    QSpinBox *m_tries, *m_seed;
    QToolButton* m_button;
    ElidedLabel* m_progress;
    QProgressBar* m_bar;
    QLabel* m_objection;
    QListView* m_list;
    QStackedLayout* m_stack;
    Doing m_doing = Doing::nothing;
    int m_wanted = 0;
};

}  // namespace heddle
