// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/ExplorePanel.h"

#include "app/panels/ElidedLabel.h"
#include "app/panels/OutcomeRow.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QListView>
#include <QLocale>
#include <QProgressBar>
#include <QShortcut>
#include <QSpinBox>
#include <QStackedLayout>
#include <QToolButton>

#include <limits>

namespace heddle {

namespace {

constexpr int usualTries = 200, mostTries = 1'000'000, leastListRows = 2;

QSpinBox* spin(int most, int value, const char* name, QWidget* parent) {
    auto* made = new QSpinBox(parent);
    made->setObjectName(QLatin1String(name));
    made->setRange(1, most);
    made->setValue(value);
    made->setButtonSymbols(QAbstractSpinBox::NoButtons);
    made->setMaximumWidth(made->fontMetrics().horizontalAdvance(QStringLiteral("00000000")) * 2);
    made->setMinimumWidth(made->fontMetrics().horizontalAdvance(QStringLiteral("0000000000")));
    return made;
}

}  // namespace

ExplorePanel::ExplorePanel(const Theme& theme, QWidget* parent)
    : QWidget(parent), m_theme(theme), m_row(new OutcomeRow(theme, this)),
      m_tries(spin(mostTries, usualTries, "explore.tries", this)),
      m_seed(spin(std::numeric_limits<int>::max(), 1, "explore.seed", this)), m_button(new QToolButton(this)),
      m_progress(new ElidedLabel(this)), m_bar(new QProgressBar(this)), m_objection(new QLabel(this)),
      m_list(new QListView(this)), m_stack(new QStackedLayout) {
    setObjectName(QStringLiteral("explore"));
    setAttribute(Qt::WA_StyledBackground);
    const int margin = theme.size(Measure::margin), gap = theme.size(Measure::gap);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(margin, gap, margin, gap);
    column->setSpacing(gap);
    auto* head = new QHBoxLayout;
    head->setSpacing(gap);
    addHead(head);
    column->addLayout(head);
    m_bar->setObjectName(QStringLiteral("explore.bar"));
    m_bar->setTextVisible(false);
    QSizePolicy keepsItsRoom = m_bar->sizePolicy();
    keepsItsRoom.setRetainSizeWhenHidden(true);
    m_bar->setSizePolicy(keepsItsRoom);
    m_bar->setFixedHeight(gap / 2);
    column->addWidget(m_bar);
    m_objection->setObjectName(QStringLiteral("explore.objection"));
    m_objection->setProperty("role", "objection");
    m_objection->setTextFormat(Qt::PlainText);
    m_objection->setWordWrap(true);
    column->addWidget(m_objection);
    addList(m_stack);
    column->addLayout(m_stack, 1);
    auto* escape = new QShortcut(Qt::Key_Escape, this, nullptr, nullptr, Qt::WidgetWithChildrenShortcut);
    connect(escape, &QShortcut::activated, this, &QWidget::hide);
    object({});
    setDoing(Doing::nothing, 0);
    hide();
}

void ExplorePanel::addHead(QHBoxLayout* row) {
    auto* title = new QLabel(tr("Explore"), this);
    title->setProperty("role", "heading");
    m_tries->setAccessibleName(tr("How many schedules"));
    m_tries->setToolTip(tr("How many schedules are tried"));
    auto* tries = new QLabel(tr("tries"), this);
    auto* fromSeed = new QLabel(tr("from seed"), this);
    for (QLabel* label : {tries, fromSeed})
        label->setProperty("role", "quiet");
    m_seed->setAccessibleName(tr("The first seed"));
    m_seed->setToolTip(tr("The first seed; each try has the next. The same seed finds the same again"));
    m_button->setObjectName(QStringLiteral("explore.button"));
    m_button->setProperty("worded", true);
    m_button->setFocusPolicy(Qt::StrongFocus);
    m_progress->setObjectName(QStringLiteral("explore.progress"));
    m_progress->setProperty("role", "small");
    auto* close = new QToolButton(this);
    close->setObjectName(QStringLiteral("explore.close"));
    close->setText(QStringLiteral("✕"));
    close->setProperty("square", true);
    close->setAccessibleName(tr("Close"));
    close->setToolTip(tr("Put this page away (Esc)"));
    for (QWidget* each :
         {static_cast<QWidget*>(title), static_cast<QWidget*>(m_tries), static_cast<QWidget*>(tries),
          static_cast<QWidget*>(fromSeed), static_cast<QWidget*>(m_seed), static_cast<QWidget*>(m_button)})
        row->addWidget(each);
    row->addWidget(m_progress, 1);
    row->addWidget(close);
    connect(close, &QToolButton::clicked, this, &QWidget::hide);
    connect(m_button, &QToolButton::clicked, this,
            [this] { m_doing == Doing::nothing ? emit startWanted() : emit stopWanted(); });
    for (const auto key : {Qt::Key_Return, Qt::Key_Enter})
        for (QSpinBox* field : {m_tries, m_seed})
            connect(new QShortcut(key, field, nullptr, nullptr, Qt::WidgetShortcut), &QShortcut::activated,
                    this, [this] {
                        if (m_doing == Doing::nothing)
                            emit startWanted();
                    });
}

void ExplorePanel::addList(QStackedLayout* stack) {
    auto* about = new QLabel(tr("Runs what is chosen at the left many times, each time in another order, and "
                                "counts what comes of it. A click on an outcome shows a run that ends so."),
                             this);
    about->setObjectName(QStringLiteral("explore.about"));
    about->setProperty("role", "quiet");
    about->setWordWrap(true);
    about->setAlignment(Qt::AlignTop);
    m_list->setObjectName(QStringLiteral("explore.outcomes"));
    m_list->setAccessibleName(tr("Outcomes"));
    m_list->setModel(&m_model);
    m_list->setItemDelegate(m_row);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setUniformItemSizes(true);
    m_list->setMinimumHeight(leastListRows * m_row->sizeHint({}, {}).height());
    stack->addWidget(about);
    stack->addWidget(m_list);
    connect(m_list, &QListView::clicked, this, [this](const QModelIndex& row) { emit picked(row.row()); });
    for (const auto key : {Qt::Key_Return, Qt::Key_Enter})
        connect(new QShortcut(key, m_list, nullptr, nullptr, Qt::WidgetShortcut), &QShortcut::activated, this,
                [this] {
                    if (m_list->currentIndex().isValid())
                        emit picked(m_list->currentIndex().row());
                });
}

void ExplorePanel::open() {
    show();
    m_tries->setFocus();
    m_tries->selectAll();
}

int ExplorePanel::tries() const {
    return m_tries->value();
}

std::uint64_t ExplorePanel::seed() const {
    return static_cast<std::uint64_t>(m_seed->value());
}

void ExplorePanel::setDoing(Doing doing, int triesWanted) {
    if (m_doing == doing && m_wanted == triesWanted && !m_button->text().isEmpty())
        return;
    m_doing = doing;
    m_wanted = triesWanted;
    for (QSpinBox* field : {m_tries, m_seed})
        field->setEnabled(doing == Doing::nothing);
    const bool canStop = doing != Doing::nothing;
    m_button->setText(canStop ? tr("Stop") : tr("Start"));
    m_button->setToolTip(doing == Doing::tries      ? tr("No further tries: keep what was found")
                         : doing == Doing::shortens ? tr("Stop looking for shorter ways")
                                                    : tr("Try that many schedules"));
    m_button->setAccessibleName(m_button->text());
    showProgress();
}

void ExplorePanel::setOutcomes(std::vector<OutcomeShown> outcomes, int tries) {
    m_stack->setCurrentIndex(outcomes.empty() && m_doing == Doing::nothing ? 0 : 1);
    m_model.setOutcomes(std::move(outcomes), tries);
    showProgress();
}

void ExplorePanel::showProgress() {
    const int tries = m_model.tries(), kinds = m_model.rowCount();
    m_bar->setVisible(m_doing != Doing::nothing);
    m_bar->setRange(0, m_doing == Doing::shortens ? 0 : std::max(m_wanted, 1));  // 0: nobody knows how long
    m_bar->setValue(std::min(tries, m_wanted));
    const QLocale locale;
    const QString outcomes = kinds == 1 ? tr("1 outcome") : tr("%Ln outcomes", nullptr, kinds);
    if (m_doing == Doing::tries)
        m_progress->setText(
            tr("%1 of %2 tried · %3").arg(locale.toString(tries), locale.toString(m_wanted), outcomes));
    else if (m_doing == Doing::shortens)
        m_progress->setText(tr("%1 · looks for a shorter way to each that fails").arg(outcomes));
    else
        m_progress->setText(tries > 0 ? tr("%1 tried · %2").arg(locale.toString(tries), outcomes)
                                      : QString());
}

void ExplorePanel::object(const QString& sentence) {
    m_objection->setText(sentence);
    m_objection->setVisible(!sentence.isEmpty());
}

void ExplorePanel::setTheme(const Theme& theme) {
    m_theme = theme;
    m_row->setTheme(theme);
    m_list->viewport()->update();
}

}  // namespace heddle
