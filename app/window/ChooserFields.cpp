// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/ChooserFields.h"

#include "app/window/Actions.h"

#include <QAction>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QRegularExpressionValidator>
#include <QScopedValueRollback>
#include <QSpinBox>
#include <QStandardItemModel>

namespace heddle {

namespace {

constexpr int mostOrders = 100;

}  // namespace

ChooserFields::ChooserFields(Actions& actions, QWidget* bar)
    : QObject(bar), m_bar(bar), m_word(new QLabel(tr("chosen"), bar)), m_rule(new QComboBox(bar)),
      m_seed(new QLineEdit(QStringLiteral("1"), bar)), m_orders(new QSpinBox(bar)),
      m_actions(actions.choosers), m_seedAction(actions.seed) {
    m_word->setProperty("role", "quiet");
    m_word->setBuddy(m_rule);
    m_rule->setObjectName(QStringLiteral("chooser"));
    m_rule->setAccessibleName(tr("Who chooses"));
    m_rule->setFocusPolicy(Qt::TabFocus);
    m_rule->setToolTip(
        tr("Who chooses the next worker, in slow motion and in steps; in a free run nobody does"));
    for (const QString& words :
         {tr("by hand"), tr("round robin"), tr("random"), tr("priorities"), tr("replay")})
        m_rule->addItem(words);
    m_rule->setItemData(static_cast<int>(Rule::replay),
                        tr("The next run goes in the order of the one that is shown"), Qt::ToolTipRole);
    addNumbers();
    connect(m_rule, &QComboBox::currentIndexChanged, this, [this](int place) {
        m_rules[static_cast<std::size_t>(m_mode)] = place;
        showRule();
        say();
    });
    for (int place = 0; place < m_actions.size(); ++place)
        connect(m_actions[place], &QAction::triggered, this, [this, place] { choose(place); });
    connect(m_seedAction, &QAction::triggered, m_seed, [this] {
        m_seed->setVisible(true);  // also where it has no room
        m_seed->setFocus();
        m_seed->selectAll();
    });
}

void ChooserFields::addNumbers() {
    m_seed->setObjectName(QStringLiteral("seed"));
    m_seed->setAccessibleName(tr("Seed of the random choice"));
    m_seed->setToolTip(tr("Seed: the same seed makes the same choices"));
    m_seed->setProperty("role", "code");
    m_seed->setMaximumWidth(m_bar->fontMetrics().horizontalAdvance(QStringLiteral("0000000")));
    m_seed->setValidator(
        new QRegularExpressionValidator(QRegularExpression(QStringLiteral("[0-9]{1,19}")), m_seed));
    m_orders->setObjectName(QStringLiteral("orders"));
    m_orders->setAccessibleName(tr("Of how many orderings a bug may consist"));
    m_orders->setToolTip(tr("d: of how many orderings a bug may consist that is to be found"));
    m_orders->setRange(1, mostOrders);
    m_orders->setValue(static_cast<int>(Choosing{}.orders));
    m_orders->setPrefix(tr("d "));
    m_orders->setButtonSymbols(QAbstractSpinBox::NoButtons);
    m_orders->setKeyboardTracking(false);
    m_orders->setFocusPolicy(Qt::StrongFocus);
    m_orders->setMaximumWidth(m_bar->fontMetrics().horizontalAdvance(QStringLiteral("0000000")));
    connect(m_seed, &QLineEdit::editingFinished, this, &ChooserFields::say);
    connect(m_orders, &QSpinBox::valueChanged, this, &ChooserFields::say);
}

void ChooserFields::addTo(QHBoxLayout* row) {
    for (QWidget* each : {static_cast<QWidget*>(m_word), static_cast<QWidget*>(m_rule),
                          static_cast<QWidget*>(m_orders), static_cast<QWidget*>(m_seed)})
        row->addWidget(each);
}

ChooserFields::Rule ChooserFields::rule() const {
    return static_cast<Rule>(m_rule->currentIndex());
}

void ChooserFields::setMode(RunMode mode) {
    const QScopedValueRollback quiet(m_isQuiet, true);
    if (isReplay() && mode != RunMode::free)  // it is the run's, whatever the mode
        m_rules[static_cast<std::size_t>(mode)] = static_cast<int>(Rule::replay);
    m_mode = mode;
    auto* rules = qobject_cast<QStandardItemModel*>(m_rule->model());
    rules->item(static_cast<int>(Rule::byHand))->setEnabled(mode != RunMode::slow);
    m_rule->setCurrentIndex(m_rules[static_cast<std::size_t>(mode)]);
    m_rule->setEnabled(mode != RunMode::free);
    showRule();
}

// From the menu, where all can be chosen in every mode.
void ChooserFields::choose(int place) {
    const bool isByHand = place == static_cast<int>(Rule::byHand);
    if (m_mode == RunMode::free || (m_mode == RunMode::slow && isByHand)) {
        m_rules[static_cast<std::size_t>(RunMode::step)] = place;
        emit modeWanted(RunMode::step);
    }
    m_rule->setCurrentIndex(place);
    showRule();  // also where nothing has changed: the menu's mark has moved
}

void ChooserFields::showRule() {
    const bool isHeld = m_mode != RunMode::free;
    for (int place = 0; place < m_actions.size(); ++place)
        m_actions[place]->setChecked(isHeld && place == m_rule->currentIndex());
    m_orders->setEnabled(isHeld && rule() == Rule::priorities);
    m_seed->setEnabled(isHeld && (rule() == Rule::random || rule() == Rule::priorities));
    m_seedAction->setEnabled(m_seed->isEnabled());
    m_seed->setVisible(m_seed->isEnabled() && !m_isFolded);
    m_orders->setVisible(m_orders->isEnabled() && !m_isFolded);
}

void ChooserFields::say() {
    if (!m_isQuiet)
        emit changed();
}

void ChooserFields::setChoosing(const Choosing& choosing) {
    const QScopedValueRollback quiet(m_isQuiet, true);
    m_seed->setText(QString::number(choosing.seed));
    if (!choosing.isHeld())
        return;
    const Rule rule = choosing.kind == ChooserKind::byHand       ? Rule::byHand
                      : choosing.kind == ChooserKind::roundRobin ? Rule::roundRobin
                      : choosing.kind == ChooserKind::random     ? Rule::random
                                                                 : Rule::priorities;
    m_orders->setValue(static_cast<int>(choosing.orders));
    m_rule->setCurrentIndex(static_cast<int>(rule));
}

void ChooserFields::setCanReplay(bool canReplay) {
    const int place = static_cast<int>(Rule::replay);
    qobject_cast<QStandardItemModel*>(m_rule->model())->item(place)->setEnabled(canReplay);
    m_actions[place]->setEnabled(canReplay);
}

void ChooserFields::setFolded(bool isWordFolded, bool isUnusedFolded, bool isAllFolded) {
    m_word->setVisible(!isWordFolded);
    m_rule->setVisible(!isAllFolded && (!isUnusedFolded || m_mode != RunMode::free));
    m_isFolded = isAllFolded;
    showRule();
}

Choosing ChooserFields::choosing() const {
    Choosing choosing;
    choosing.seed = m_seed->text().toULongLong();
    choosing.orders = static_cast<std::uint32_t>(m_orders->value());
    choosing.waitsForWord = m_mode == RunMode::step;
    switch (rule()) {
    case Rule::byHand:
        choosing.kind = ChooserKind::byHand;
        break;
    case Rule::roundRobin:
        choosing.kind = ChooserKind::roundRobin;
        break;
    case Rule::random:
        choosing.kind = ChooserKind::random;
        break;
    case Rule::priorities:
        choosing.kind = ChooserKind::pct;
        break;
    case Rule::replay:
        choosing.kind = m_mode == RunMode::slow ? ChooserKind::roundRobin : ChooserKind::byHand;
        break;
    }
    return choosing;
}

bool ChooserFields::isReplay() const {
    return m_mode != RunMode::free && rule() == Rule::replay;
}

}  // namespace heddle
