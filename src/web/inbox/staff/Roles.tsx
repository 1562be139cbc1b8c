// What each role may do: a table of marks where there is room, and a list for each role where there is not.
import { useTranslation } from 'react-i18next'
import { PERMISSIONS } from '../../../permissions.ts'
import type { MeView, RoleView } from '../../../server/api/staff.ts'
import { Icon } from '../Icon.tsx'
import { actionName, roleHint, roleName } from '../words.ts'
import { Answered } from './Answered.tsx'
import { Page } from './Page.tsx'
import { useRoles } from './staffQueries.ts'

/** In the order of the permission table; what the server knows beyond it comes last. */
function actionsOf(roles: readonly RoleView[]): readonly string[] {
  return [...new Set([...Object.keys(PERMISSIONS), ...roles.flatMap(({ may }) => may)])]
}

interface TableProps { readonly roles: readonly RoleView[]; readonly mine: readonly string[] }

function Matrix({ roles, mine }: TableProps) {
  const { t } = useTranslation()
  return (
    <div className="matrix-frame">
      <table className="table matrix" data-testid="role-matrix">
        <caption className="hidden">{t('nav.roles')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('roles.action')}</th>
            {roles.map(({ role }) => <th key={role} scope="col" data-mine={mine.includes(role)}>{roleName(role)}</th>)}
          </tr>
        </thead>
        <tbody>
          {actionsOf(roles).map((action) => (
            <tr key={action}>
              <th scope="row">{actionName(action)}</th>
              {roles.map(({ role, may }) => (
                <td key={role} data-mine={mine.includes(role)}>
                  {may.includes(action) ? <><Icon name="check" /><span className="hidden">{t('roles.yes')}</span></> : <span className="hidden">{t('roles.no')}</span>}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Lists({ roles, mine }: TableProps) {
  const { t } = useTranslation()
  return (
    <div className="role-lists" data-testid="role-lists">
      {roles.map(({ role, may }) => (
        <section key={role} className="panel">
          <header className="panel-head">
            <h3>{roleName(role)}</h3>
            {mine.includes(role) && <span className="tag">{t('roles.mine')}</span>}
            <p className="quiet">{roleHint(role)}</p>
          </header>
          <ul className="ticks">{may.map((action) => <li key={action}><Icon name="check" size={14} />{actionName(action)}</li>)}</ul>
        </section>
      ))}
    </div>
  )
}

export function Roles({ me }: { readonly me: MeView }) {
  const { t } = useTranslation()
  const roles = useRoles()
  return (
    <Page heading={t('nav.roles')} intro={t('roles.intro')} testid="roles">
      <Answered query={roles}>
        {(list) => (
          <>
            <Matrix roles={list} mine={me.roles} />
            <Lists roles={list} mine={me.roles} />
          </>
        )}
      </Answered>
    </Page>
  )
}
