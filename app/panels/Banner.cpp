// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/Banner.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMouseEvent>
#include <QStyle>
#include <QToolButton>

#include <utility>

namespace heddle {

Banner::Banner(QWidget* parent)
    : QFrame(parent), m_mark(new QLabel(this)), m_sentence(new QLabel(this)), m_count(new QLabel(this)) {
    setObjectName(QStringLiteral("banner"));
    m_mark->setObjectName(QStringLiteral("banner.mark"));
    m_sentence->setObjectName(QStringLiteral("banner.sentence"));
    m_sentence->setTextFormat(Qt::PlainText);  // what it says may come from a file or a program
    m_sentence->setWordWrap(true);
    m_sentence->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_sentence->installEventFilter(this);
    m_count->setObjectName(QStringLiteral("banner.count"));
    auto* row = new QHBoxLayout(this);
    const int margin = fontMetrics().height();
    row->setContentsMargins(margin, margin / 2, margin / 2, margin / 2);
    row->setSpacing(margin / 2);
    row->addWidget(m_mark, 0, Qt::AlignTop);
    row->addWidget(m_sentence, 1);
    addButtons();
    hide();
}

void Banner::addButtons() {
    m_proof = button("banner.proof", tr("Show"), tr("Show the events that prove it, one after the other"));
    m_previous = button("banner.previous", QStringLiteral("‹"), tr("What was found before"));
    m_next = button("banner.next", QStringLiteral("›"), tr("What else was found"));
    QToolButton* close = button("banner.close", QStringLiteral("✕"), tr("Put this message away"));
    connect(m_proof, &QToolButton::clicked, this, [this] { emit proofWanted(m_place); });
    connect(m_previous, &QToolButton::clicked, this, [this] { showSaying(m_place - 1); });
    connect(m_next, &QToolButton::clicked, this, [this] { showSaying(m_place + 1); });
    connect(close, &QToolButton::clicked, this, &Banner::putAway);
    for (QWidget* each :
         {static_cast<QWidget*>(m_proof), static_cast<QWidget*>(m_previous), static_cast<QWidget*>(m_count),
          static_cast<QWidget*>(m_next), static_cast<QWidget*>(close)})
        layout()->addWidget(each);
}

QToolButton* Banner::button(const char* name, const QString& sign, const QString& words) {
    auto* made = new QToolButton(this);
    made->setObjectName(QLatin1String(name));
    made->setText(sign);
    made->setAccessibleName(words);
    made->setToolTip(words);
    return made;
}

void Banner::say(Tone tone, const QString& sentence) {
    say({{tone, sentence, false}});
}

// What is wrong with the run stays in its place, and where F8 finds it.
void Banner::refuse(const QString& sentence) {
    if (m_hasRefused)
        m_sayings.removeLast();
    m_hasRefused = true;
    m_sayings << Saying{Tone::refusal, sentence, false};
    showSaying(static_cast<int>(m_sayings.size()) - 1);
}

void Banner::say(QList<Saying> sayings) {
    m_sayings = std::move(sayings);
    m_hasRefused = false;
    showSaying(0);
}

void Banner::showSaying(int place) {
    const int count = static_cast<int>(m_sayings.size());
    if (count == 0)
        return putAway();
    m_place = (place % count + count) % count;
    const Saying& said = m_sayings[m_place];
    const char* name = said.tone == Tone::trouble   ? "trouble"
                       : said.tone == Tone::refusal ? "refusal"
                                                    : "note";
    setProperty("tone", name);
    m_mark->setText(said.tone == Tone::trouble   ? QStringLiteral("⊘")
                    : said.tone == Tone::refusal ? QStringLiteral("!")
                                                 : QStringLiteral("i"));
    m_sentence->setText(said.sentence);
    m_sentence->setCursor(said.hasProof ? Qt::PointingHandCursor : Qt::IBeamCursor);
    m_sentence->setToolTip(said.hasProof ? m_proof->toolTip() : QString());
    m_count->setText(tr("%1 of %2").arg(m_place + 1).arg(count));
    m_proof->setVisible(said.hasProof);
    for (QWidget* each :
         {static_cast<QWidget*>(m_previous), static_cast<QWidget*>(m_count), static_cast<QWidget*>(m_next)})
        each->setVisible(count > 1);
    setAccessibleName(said.sentence);
    paintAnew();
    show();
}

void Banner::paintAnew() {
    for (QWidget* each : {static_cast<QWidget*>(this), static_cast<QWidget*>(m_mark),
                          static_cast<QWidget*>(m_sentence), static_cast<QWidget*>(m_count)}) {
        each->style()->unpolish(each);
        each->style()->polish(each);
    }
}

// A click, and not the end of a selection of its words.
bool Banner::eventFilter(QObject* watched, QEvent* event) {
    const bool isClick = watched == m_sentence && event->type() == QEvent::MouseButtonRelease &&
                         static_cast<QMouseEvent*>(event)->button() == Qt::LeftButton;
    if (isClick && m_proof->isVisibleTo(this) && !m_sentence->hasSelectedText())
        emit proofWanted(m_place);
    return QFrame::eventFilter(watched, event);
}

void Banner::putAway() {
    m_sayings.clear();
    m_hasRefused = false;
    m_sentence->clear();
    hide();
}

QString Banner::sentence() const {
    return m_sentence->text();
}

}  // namespace heddle
